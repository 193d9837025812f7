import type { LocalText } from "../../../contract/money/money.ts";
import type { QueuePageState } from "../../../contract/sale/queue-page.ts";
import type { Board } from "../../../contract/sale/queue.ts";
import type { ShowFacts } from "../../buying/show-facts.ts";
import type { PageView } from "./page-state.ts";

/** The page's data. */
export type QueuePage = {
  scheduleId: string;
  /** The page's address, for continuing on another device. */
  address: string;
  language: keyof LocalText;
  accountId: string | null;
  siteKey: string | null;
  /** A browser inside another app. */
  isInApp: boolean;
  /** True if the fan asked for more time to choose and pay. */
  hasMoreTime: boolean;
  facts: ShowFacts;
  board: Board;
  view: PageView;
};

export const hidden = (isHidden: boolean) => (isHidden ? " hidden" : "");

/** The attribute of parts for some states only; the script uses the same list when the state changes. */
export const onlyIn =
  (state: QueuePageState) =>
  (states: string): string =>
    `data-in="${states}"${hidden(!states.split(" ").includes(state))}`;
/** The states of fans with a place that may still be used. */
export const hasPlace = "waiting paused kept drawing lobby called missed";

/** The outlines of the screen's (ui/components/icon.tsx) or shorter ones, as text. */
const outlines = {
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0",
  clock: "M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0zM12 7v5l3.5 2",
  lock: "M7 10.5h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM8 10.5V8a4 4 0 0 1 8 0v2.5",
  offline:
    "M3 3l18 18M2 9a15 15 0 0 1 20 0M5 12.5a10 10 0 0 1 14 0M8.5 16a5 5 0 0 1 7 0M12 19.5h.01",
  pause: "M8.5 5v14M15.5 5v14",
  people:
    "M12.5 8.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM2.5 19.5c.8-3.5 3.3-5 6.5-5s5.7 1.5 6.5 5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.8c2 .6 3.4 2.2 4 4.7",
  sound: "M4 9.5v5h3.5L12 18V6L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  theme: "M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0zM12 3.5v17m4-2V5.5",
} as const;

export const icon = (name: keyof typeof outlines, more = ""): string =>
  `<svg viewBox="0 0 24 24" aria-hidden="true"${more && ` ${more}`}><path d="${outlines[name]}"/></svg>`;
