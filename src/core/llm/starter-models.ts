import type { ModelFile, ModelManifest } from './model-manifest.ts';

/** The models that Hearth carries and serves from its own origin, below `models/`. */

/** Chat model, 135 million parameters, int8: judges passages well, writes poorly (`model-quality.ts`). */
export const SMOLLM2: ModelManifest = {
  id: 'SmolLM2-135M-Instruct',
  name: 'SmolLM2 135M',
  task: 'chat',
  licence: 'Apache-2.0',
  source: 'HuggingFaceTB/SmolLM2-135M-Instruct',
  contextTokens: 8192,
  files: [
    {
      path: 'chat_template.jinja',
      sizeBytes: 368,
      sha256: '872be49dbb638044ad01b60388f48d469ff2980e5f0dccdc22ec907db54d0788',
    },
    { path: 'config.json', sizeBytes: 948, sha256: '82553d5d0e92624255f0745f5b31558ea9bcd7bbea4c97371bd898e22433293f' },
    {
      path: 'generation_config.json',
      sizeBytes: 102,
      sha256: '4f891069c02f2e037c2e475957a4e22c1e98fc047c859eb0798ef169b120b3d9',
    },
    {
      path: 'onnx/model_quantized.onnx',
      sizeBytes: 1375303,
      sha256: '82d8c793ff5325c34f79acd955168dc6038ab9aea58ee18ddec4aa24b151708c',
    },
    {
      path: 'onnx/model_quantized.onnx_data',
      sizeBytes: 47333376,
      sha256: 'ca746b532d0b61e307ae743f58ec3977dba7889dd7df016a39ad1651918160b1',
    },
    {
      path: 'onnx/model_quantized.onnx_data_1',
      sizeBytes: 47188224,
      sha256: '581c3ea73bbc7df129c9e2a8000080ad12fcac4cbdda489c252ba7d885ebfed5',
    },
    {
      path: 'onnx/model_quantized.onnx_data_2',
      sizeBytes: 41012736,
      sha256: '8ea1fc47b1447be0870f4309de4b833944d882307bf274d530435fe568fd4f35',
    },
    {
      path: 'special_tokens_map.json',
      sizeBytes: 580,
      sha256: '405b5c058a0ebf0421c88c7bd156d8e38598823d656635377c670261c45a730d',
    },
    {
      path: 'tokenizer.json',
      sizeBytes: 3522656,
      sha256: '7d27c493c729a66ecefc837280b05d948b1ed50d130eebdbf911b1b36cf38ed7',
    },
    {
      path: 'tokenizer_config.json',
      sizeBytes: 3676,
      sha256: '249ff8fc5074dd16be970ee191b4e4ad8c9d48cbcb52d6e5e869c480882b7e40',
    },
  ],
};

/** Sentence embeddings of 384 dimensions; int8 for WASM, 8-bit blocks for WebGPU. */
export const MINILM: ModelManifest = {
  id: 'all-MiniLM-L6-v2',
  name: 'MiniLM L6',
  task: 'embedding',
  licence: 'Apache-2.0',
  source: 'sentence-transformers/all-MiniLM-L6-v2',
  contextTokens: 256,
  files: [
    { path: 'config.json', sizeBytes: 612, sha256: '953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41' },
    {
      path: 'onnx/model_quantized.onnx',
      sizeBytes: 22899332,
      sha256: '77a66ae70104cf3779fbb24c7b70c08a3afe9dea033ccd0bb938f75caae02755',
    },
    {
      path: 'onnx/model_webgpu.onnx',
      sizeBytes: 24793581,
      sha256: 'dac038286c66e089b8d4d65c15f3a330ee5c0a9d7cd099d0f4e071c298b63069',
    },
    {
      path: 'special_tokens_map.json',
      sizeBytes: 112,
      sha256: '303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3',
    },
    {
      path: 'tokenizer.json',
      sizeBytes: 466247,
      sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
    },
    {
      path: 'tokenizer_config.json',
      sizeBytes: 350,
      sha256: 'acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b',
    },
  ],
};

/**
 * The runtime with WebGPU, which the build puts beside the model's own files: whoever has no graphics processor never
 * fetches it.
 */
export const ORT_WEBGPU: ModelFile = {
  path: 'runtime/ort-webgpu.wasm',
  sizeBytes: 26861777,
  sha256: '49871f5a4409519797e127440868a6d1923339d9185907f301a5b2a1d90af082',
};

const without = (path: string) => MINILM.files.filter((file) => file.path !== path);
const ON_ANY_DEVICE = [...MINILM.files, ORT_WEBGPU];

/** All that can be kept of it, for either device. */
export const MINILM_ANY: ModelManifest = { ...MINILM, files: ON_ANY_DEVICE };

/** What WASM needs of it. */
export const MINILM_WASM: ModelManifest = { ...MINILM, files: without('onnx/model_webgpu.onnx'), keeps: ON_ANY_DEVICE };

/** What WebGPU needs of it. */
export const MINILM_WEBGPU: ModelManifest = {
  ...MINILM,
  files: [...without('onnx/model_quantized.onnx'), ORT_WEBGPU],
  keeps: ON_ANY_DEVICE,
};

export const STARTER_MODELS: readonly ModelManifest[] = [SMOLLM2, MINILM];

export const sizeOfModel = (model: ModelManifest): number =>
  model.files.reduce((total, file) => total + file.sizeBytes, 0);
