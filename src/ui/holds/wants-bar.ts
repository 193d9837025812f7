import { signal } from "@preact/signals";

/** True once something was held on this page for somebody who is signed in. The bar is loaded then, and not before. */
export const wantsHoldBar = signal(false);
