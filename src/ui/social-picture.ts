import { plainPathOf } from "../contract/images/addresses.ts";

/**
 * Messengers cannot draw SVG, so the build makes a PNG of each drawn poster, and one of the site itself. An uploaded
 * poster is also kept as JPEG, since not all of them draw WebP.
 */
export function socialPicture(poster = ""): string {
  const drawn = /^\/posters\/([\w-]+)\.svg$/.exec(poster)?.[1];
  if (drawn !== undefined) return `/og/${drawn}.png`;
  if (poster === "" || poster.endsWith(".svg")) return "/og/frontrow.png";
  return plainPathOf(poster) ?? poster;
}
