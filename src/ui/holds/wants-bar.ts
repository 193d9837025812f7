import { signal } from "@preact/signals";

/** True once seats were held on this page for a signed-in fan. The bar is loaded then, and not before. */
export const wantsHoldBar = signal(false);
