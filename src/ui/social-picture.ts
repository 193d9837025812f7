/** Messengers cannot draw SVG, so the build makes a PNG of each drawn poster, and one of the site itself. */
export function socialPicture(poster = ""): string {
  const drawn = /^\/posters\/([\w-]+)\.svg$/.exec(poster)?.[1];
  if (drawn !== undefined) return `/og/${drawn}.png`;
  return poster === "" || poster.endsWith(".svg") ? "/og/frontrow.png" : poster;
}
