import type { Route } from "./components/screen.tsx";
import { ConcertPage } from "./pages/concert.tsx";
import { HomePage } from "./pages/home.tsx";
import { ListPage } from "./pages/list.tsx";

/** The pages that are the same for everybody. The server draws them, and they come with the first load. */
export const publicRoutes: Route[] = [
  { pattern: "/", page: HomePage },
  { pattern: "/concerts", page: ListPage },
  { pattern: "/concerts/:slug", page: ConcertPage },
];
