import { plainPathOf, posterPath } from "../contract/images/addresses.ts";

/**
 * Messengers cannot draw SVG, so the build makes a PNG of each drawn poster, and one of the site itself. An uploaded
 * poster is also kept as JPEG, since not all of them draw WebP. A concert from before posters had to be ours can name
 * anything, and gets the picture of the site.
 */
export function socialPicture(poster = ""): string {
  const drawn = /^\/posters\/([\w-]+)\.svg$/.exec(poster)?.[1];
  if (drawn !== undefined) return `/og/${drawn}.png`;
  if (!posterPath.test(poster) || poster.endsWith(".svg")) return "/og/frontrow.png";
  return plainPathOf(poster) ?? poster;
}
