import { expect, it } from "vitest";
import { inAppBrowser, wayOut } from "./in-app.ts";
import { frameWords as ko } from "./words-ko.ts";

const android = "Mozilla/5.0 (Linux; Android 16; SM-S938N) AppleWebKit/537.36 Chrome/140.0 Mobile";
const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile";
const url = "https://frontrow.test/concerts/high-waves?lang=ko";

it("[V57] a browser inside another app is recognized, and a phone's own browser is not mistaken for one", () => {
  expect(inAppBrowser(`${android} KAKAOTALK 25.1.0`)).toBe("KakaoTalk");
  expect(inAppBrowser(`${iphone} NAVER(inapp; search; 1020; 12.9.3; 15PRO)`)).toBe("Naver");
  expect(inAppBrowser(`${iphone} Instagram 350.0`)).toBe("Instagram");
  expect(inAppBrowser(`${android} Safari/537.36`)).toBeNull();
});

it("[V89] the way out of another app keeps the address, and is described in words if no link works", () => {
  expect(wayOut("KakaoTalk", url, iphone)).toBe(
    `kakaotalk://web/openExternal?url=${encodeURIComponent(url)}`,
  );
  expect(wayOut("Instagram", url, android)).toContain(
    "intent://frontrow.test/concerts/high-waves?lang=ko#Intent;scheme=https",
  );
  expect(wayOut("Instagram", url, iphone)).toBeNull();
});

it("[V501] the note in another app names the app in Korean to a Korean reader", () => {
  expect(ko.inApp.text("KakaoTalk")).toMatch(/^카카오톡 안의 브라우저/);
  expect(ko.inApp.text("LINE")).toMatch(/^라인 안의 브라우저/);
});
