import type { WatchedSale } from "../../../src/contract/admin/sales.ts";
import { adminSignedIn } from "../admin-sign-in.ts";
import { busyCockpit, pastOf } from "./pretended-cockpit.ts";
import { busySeries, eveningActs } from "./admin-pretended.ts";
import { scheduleOf } from "../people.ts";
import type { Scene, Visit } from "../scene.ts";

const settleMs = 600;
type Change = (sale: WatchedSale) => WatchedSale;

/** The page of one sale in its busiest hour, or in another state that the scene sets up. */
async function busy(visit: Visit, id: string, change: Change, work: () => Promise<void>) {
  const { page } = visit;
  const path = `/api/v1/admin/schedules/${id}`;
  const sale = (await (await page.request.get(path)).json()) as WatchedSale;
  if (!sale.live) throw new Error("the sale does not answer");
  const series = busySeries(sale.live);
  const now = { ...(series.at(-1) ?? sale.live), at: new Date().toISOString() };
  const schedule = {
    ...sale.schedule,
    seatCount: 21_000,
    admitPerMinute: 1_200,
    shoppersMax: 8_000,
  };
  const told = change({ schedule: { ...schedule, sold: now.sold }, live: now });
  const report = told.live ? { json: { now: told.live, series } } : { status: 503, json: {} };
  const busyNow = told.live && (await busyCockpit(visit, id, told.live));
  const cockpit = busyNow ? { json: busyNow } : { status: 503, json: {} };
  const filling = { json: busyNow ? pastOf(busyNow) : { samples: [] } };
  const acts = { json: { items: eveningActs().slice(0, 4), nextCursor: null } };
  await visit.pretending(`**/schedules/${id}/queue?**`, report, () =>
    visit.pretending(`**${path}`, { json: told }, () =>
      visit.pretending(`**${path}/filling`, filling, () =>
        visit.pretending(`**${path}/cockpit`, cockpit, () =>
          visit.pretending("**/admin/acts?**", acts, async () => {
            await visit.open(`/admin/sales/${id}`);
            await page.locator(".adm__kpis").waitFor();
            await page.waitForTimeout(settleMs);
            await work();
          }),
        ),
      ),
    ),
  );
}

const notice = {
  ko: "결제가 늦어져 입장을 잠시 멈췄어요. 순번은 그대로예요.",
  en: "Payments are slow right now, so we've paused the queue for a moment. Your place is safe.",
};
const inState =
  (state: WatchedSale["schedule"]["sale"], more: Partial<WatchedSale["schedule"]> = {}): Change =>
  ({ schedule, live }) => ({ schedule: { ...schedule, sale: state, ...more }, live });

const control: Scene = {
  name: "admin-control",
  play: async (visit) => {
    const { page, camera, words } = visit;
    const w = words.adminQueue;
    await adminSignedIn(visit, "/admin");
    const id = await scheduleOf(visit, "moon-bicycle");
    const asked = async (name: string, button: string) => {
      await page.getByRole("button", { name: button, exact: true }).click();
      await page.locator("dialog[open]").waitFor();
      await camera.shoot(`admin-sale-${name}`, false);
      await page.getByRole("button", { name: words.admin.back, exact: true }).click();
    };
    await busy(visit, id, inState("open"), async () => {
      await camera.shoot("admin-sale");
      await asked("pause", w.pause);
      await asked("notice", w.notice);
      await asked("extend", w.plusMinutes(5));
      await asked("drain", w.drain);
      await asked("close", w.close);
      await page.locator(".adm__chart").first().waitFor();
      await page.locator("summary", { hasText: w.asTable }).first().click();
      await camera.shoot("admin-sale-table");
      const refused = { status: 409, json: { code: "sale-not-open", title: "", status: 409 } };
      await visit.pretending(`**/schedules/${id}/sale`, refused, async () => {
        await visit.button(w.setLimits).click();
        await page.locator("[role=alert]").waitFor();
        await camera.shoot("admin-sale-refused");
      });
    });
    await busy(visit, id, inState("open"), async () => {
      await page.getByLabel(words.cockpit.section, { exact: true }).selectOption({ index: 2 });
      await asked("section", words.cockpit.close);
      await page.getByLabel(words.cockpit.sectionsAt, { exact: true }).fill("12");
      await camera.shoot("admin-sale-earlier");
      const gone = { status: 503, json: {} };
      await visit.pretending(`**/schedules/${id}/cockpit`, gone, async () => {
        await page.locator(".ck__figures.is-stale").waitFor();
        await camera.shoot("admin-sale-lost");
      });
    });
    await busy(visit, id, inState("paused", { notice }), () => camera.shoot("admin-sale-paused"));
    await busy(visit, id, inState("draining"), () => camera.shoot("admin-sale-draining"));
    await busy(visit, id, inState("cancelled"), () => camera.shoot("admin-sale-cancelled"));
    const silent: Change = ({ schedule }) => ({ schedule, live: null });
    await busy(visit, id, silent, () => camera.shoot("admin-sale-silent"));
  },
};

const presales: Scene = {
  name: "admin-presales",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await adminSignedIn(visit, "/admin");
    const id = await scheduleOf(visit, "june-garden");
    await visit.open(`/admin/sales/${id}`);
    const form = page.locator("summary", { hasText: words.adminPresale.add });
    await form.click();
    await page.waitForTimeout(settleMs);
    await camera.shoot("admin-presales");
    const overlap = { status: 409, json: { code: "conflict", title: "", status: 409 } };
    await visit.pretending(`**/schedules/${id}/presales`, overlap, async () => {
      await page.getByLabel(words.adminPresale.nameKo).fill("팬클럽 선예매");
      await page.getByLabel(words.adminPresale.nameEn).fill("Fan club presale");
      await page.getByLabel(words.adminPresale.opensAt).fill("2027-05-01T10:00");
      await page.getByLabel(words.adminPresale.closesAt).fill("2027-05-02T10:00");
      await page.getByLabel(words.adminPresale.codes).fill("FANCLUB 500\nPRESS-2027");
      await page.locator("form [type=submit]", { hasText: words.adminPresale.add }).click();
      await page.locator("[role=alert]").waitFor();
      await camera.shoot("admin-presales-refused");
    });
  },
};

/** One sale and the actions on it. */
export const adminSaleScenes: Scene[] = [control, presales];
