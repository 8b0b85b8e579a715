declare module 'virtual:ort-webgpu' {
  /** What Hearth itself uses of the runtime; transformers.js uses the rest. */
  export const env: { readonly webgpu: { readonly device: Promise<LosableDevice> | LosableDevice } };

  /** Of a `GPUDevice`. */
  export interface LosableDevice {
    readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  }
}
