/** What Hearth uses of Tesseract's C++ interface, as the package compiles it. */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  export interface TessBaseAPI {
    /** 0 when it worked. `languages`: names joined by `+`, looked for as `<folder>/<name>.traineddata`. `mode` 1: LSTM only. */
    Init(folder: string, languages: string, mode: number): number;
    SetVariable(name: string, value: string): boolean;
    /** Reads `/input`. 0 when it worked. */
    SetImageFile(exif: number, angle: number): number;
    /** 0 when it worked. */
    Recognize(monitor: null): number;
    GetTSVText(page: number): string;
    Clear(): void;
    End(): void;
  }

  export interface TesseractCore {
    readonly FS: {
      writeFile(path: string, data: Uint8Array): void;
      unlink(path: string): void;
    };
    readonly TessBaseAPI: new () => TessBaseAPI;
  }

  export interface CoreOptions {
    readonly wasmBinary: Uint8Array;
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }

  const createCore: (options: CoreOptions) => Promise<TesseractCore>;
  export default createCore;
}
