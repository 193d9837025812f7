import { cockpit } from "../admin/cockpit/words-ko.ts";
import { adminCategories } from "../admin/categories/words-ko.ts";
import { concertDraft } from "../admin/concert-draft/words-ko.ts";
import { adminPlans } from "../admin/plans/words-ko.ts";
import { adminConcerts } from "../admin/concerts/words-ko.ts";
import { adminVenues } from "../admin/venues/words-ko.ts";
import { adminImport } from "../admin/import/words-ko.ts";

/** The words of the pages on which a sale is set up. They load with the first such page. */
export const setup = {
  cockpit,
  adminCategories,
  adminConcerts,
  adminImport,
  adminVenues,
  adminPlans,
  concertDraft,
};

export type SetupMessages = typeof setup;
