import { cockpit } from "../admin/cockpit/words-en.ts";
import { adminCategories } from "../admin/categories/words-en.ts";
import { concertDraft } from "../admin/concert-draft/words-en.ts";
import { adminPlans } from "../admin/plans/words-en.ts";
import { adminConcerts } from "../admin/concerts/words-en.ts";
import { adminImport } from "../admin/import/words-en.ts";
import { adminVenues } from "../admin/venues/words-en.ts";
import type { SetupMessages } from "./ko-setup.ts";

export const setup = {
  cockpit,
  adminCategories,
  adminConcerts,
  adminImport,
  adminVenues,
  adminPlans,
  concertDraft,
} satisfies SetupMessages;
