import { expect, it } from "vitest";
import { signToken, verifyToken } from "./tokens.ts";

const secret = "a-secret-for-tests-of-at-least-32-bytes";
const soon = () => Date.now() + 60_000;

it("[S17] a token is valid only for its own purpose", async () => {
  const pass = await signToken(secret, "pass", { sub: "fan" }, soon());
  expect(await verifyToken(`${secret} of somebody else`, "pass", pass)).toEqual({ state: "bad" });
  // Another secret has been used since, so this is read and not remembered.
  expect(await verifyToken(secret, "pass", pass)).toMatchObject({
    state: "good",
    claims: { sub: "fan" },
  });
  for (const kind of ["place", "access"] as const)
    expect(await verifyToken(secret, kind, pass)).toEqual({ state: "bad" });
  const other = `${secret} of somebody else`;
  expect(await verifyToken(other, "place", await signToken(secret, "place", {}, soon()))).toEqual({
    state: "bad",
  });
});

it("[S18] a cached token still expires", async () => {
  const expiresAt = Math.ceil(Date.now() / 1_000) * 1_000 + 1_000;
  const token = await signToken(secret, "access", { sub: "fan" }, expiresAt);
  expect((await verifyToken(secret, "access", token)).state).toBe("good");
  await new Promise((resolve) => setTimeout(resolve, expiresAt - Date.now() + 20));
  expect(await verifyToken(secret, "access", token)).toEqual({ state: "expired" });
  expect(await verifyToken(secret, "access", token)).toEqual({ state: "expired" });
});

it("[S19] a secret that is too short is rejected", async () => {
  await expect(signToken("short", "access", {}, soon())).rejects.toThrow("TOKEN_SECRET");
});
