import { expect, it } from "vitest";
import { maskedEmail, maskedPhone } from "./masking.ts";

it("[OD2] a masked address or number is known again by its owner, and by nobody else", () => {
  expect(maskedEmail("annaweber@mail.de")).toBe("anna•••@mail.de");
  expect(maskedEmail("ab@mail.de")).toBe("a•••@mail.de");
  expect(maskedEmail("a@mail.de")).toBe("•••@mail.de");
  expect(maskedPhone("01012344471")).toBe("010-••••-4471");
  expect(maskedPhone("4471")).toBe("••••-4471");
});
