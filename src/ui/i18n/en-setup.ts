import { concertDraft } from "../admin/concert-draft/words-en.ts";
import { adminPlans } from "../admin/plans/words-en.ts";
import { adminVenues } from "../admin/venues/words-en.ts";
import type { SetupMessages } from "./ko-setup.ts";

export const setup = { adminVenues, adminPlans, concertDraft } satisfies SetupMessages;
