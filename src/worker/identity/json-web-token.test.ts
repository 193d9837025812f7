import { jwtVerify, SignJWT } from "jose";
import { expect, it } from "vitest";
import { toBase64Url } from "../encoding/encoding.ts";
import { keyOfSecret, readJwt, signJwt } from "./json-web-token.ts";

const secret = "a-secret-for-tests-of-at-least-32-bytes";
const type = "access+jwt";
const claims = { sub: "fan", name: "하늘 🎫", exp: 4_000_000_000 };
const part = (value: object) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));

it("[G11] tokens follow the JWT standard, so that other libraries can read them and the Worker can read theirs", async () => {
  const key = await keyOfSecret(secret);
  const ours = await signJwt(key, type, claims);
  const read = await jwtVerify(ours, new TextEncoder().encode(secret), { typ: type });
  expect(read).toMatchObject({ payload: claims, protectedHeader: { alg: "HS256", typ: type } });
  const theirs = await new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: type })
    .sign(key);
  expect(await readJwt(key, type, theirs)).toEqual(claims);
});

it("[G12] a token with another header, signature or shape is rejected", async () => {
  const key = await keyOfSecret(secret);
  const ours = await signJwt(key, type, claims);
  const [header = "", payload = "", signature = ""] = ours.split(".");
  const other = await signJwt(await keyOfSecret(`${secret}!`), type, claims);
  const bad = [
    "",
    "a",
    "..",
    `${header}.${payload}`,
    `${header}.${payload}.`,
    `${ours}.more`,
    `${header}.${payload}.${signature.slice(0, -4)}`,
    `${header}.${payload}.not base64`,
    `${header}.${part({ ...claims, sub: "another" })}.${signature}`,
    `${part({ alg: "none", typ: type })}.${payload}.${signature}`,
    `${part({ alg: "none", typ: type })}.${payload}.`,
    other,
    await signJwt(key, "pass+jwt", claims),
  ];
  for (const token of bad) expect([token, await readJwt(key, type, token)]).toEqual([token, null]);
  expect(await readJwt(key, type, ours)).toEqual(claims);
});
