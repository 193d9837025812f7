import type { Route } from "./frame/screen.tsx";
import { ConcertPage } from "./concert/concert-page.tsx";
import { HomePage } from "./home/home-page.tsx";
import { ListPage } from "./concerts/concerts-page.tsx";

/** The pages that are the same for everybody. The server draws them, and they are in the first load. */
export const publicRoutes: Route[] = [
  { pattern: "/", page: HomePage },
  { pattern: "/concerts", page: ListPage },
  { pattern: "/concerts/:slug", page: ConcertPage },
];
