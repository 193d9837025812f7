import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Looks within the page alone: none of ours has frames of others, whose faults would have to be gathered elsewhere. */
export const axeOf = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();
