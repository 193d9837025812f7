import { signal } from "@preact/signals";

/** The time zone of the viewer's clock; null while we do not know it, as on the server. */
export const viewerZone = signal<string | null>(null);

export function startViewerZone(): void {
  viewerZone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}
