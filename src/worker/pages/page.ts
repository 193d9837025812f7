import { policyReports } from "../requests/safe-headers.ts";

const style = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; color: light-dark(#14171c, #f2f4f7); background: light-dark(#fff, #0e1014); }
a { color: light-dark(#4034c4, #a59eff); } :focus-visible { outline: 3px solid light-dark(#0b57d0, #8ab4ff); outline-offset: 2px; }
body { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { line-height: 1.25; } h2 { margin-top: 3rem; } h3 { margin: 2rem 0 0.25rem; font-size: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.75rem; border-radius: 0.5rem; background: color-mix(in srgb, currentColor 7%, transparent); }
table { border-collapse: collapse; width: 100%; } td { padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: top; }
summary { cursor: pointer; padding: 0.25rem 0; } .method { display: inline-block; min-width: 4.5em; font-weight: 700; }
.quiet { opacity: 0.7; }`;

/** A page of the Worker's own: one document, no script, nothing from elsewhere. */
export function pageResponse(title: string, body: string): Response {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} · Frontrow</title><style>${style}</style></head><body><main>${body}</main></body></html>`;
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "public, max-age=300",
      "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; ${policyReports}`,
    },
  });
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
