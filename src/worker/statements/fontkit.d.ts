declare module "fontkit" {
  /** As @cantoo/pdf-lib wants it: how it makes a font of bytes. */
  export function create(bytes: Uint8Array, postscriptName?: string): never;
}
