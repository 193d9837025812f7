/** Messengers draw no SVG: of each drawn poster the build makes a PNG for them, as of the house itself. */
export function socialPicture(poster = ""): string {
  const drawn = /^\/posters\/([\w-]+)\.svg$/.exec(poster)?.[1];
  if (drawn !== undefined) return `/og/${drawn}.png`;
  return poster === "" || poster.endsWith(".svg") ? "/og/frontrow.png" : poster;
}
