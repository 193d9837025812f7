import type { Staff } from "../../../src/contract/admin/staff.ts";
import { adminSignedIn } from "../admin-sign-in.ts";
import type { Scene } from "../scene.ts";

const settleMs = 600;
const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`;
const known = { revision: 1, joinedAt: "2026-11-02T01:30:00.000Z", suspendedAt: null };
const concert = {
  id: id(9),
  title: { ko: "서이안 콘서트 〈느린 편지〉", en: "Seo Ian: Slow Letter" },
};

const someStaff: Staff = {
  items: [
    {
      ...known,
      id: id(1),
      account: { id: id(5), name: "김하늘", email: "haneul@example.com" },
      role: "owner",
      concert: null,
    },
    {
      ...known,
      id: id(2),
      account: {
        id: id(6),
        name: "Alexandra Montgomery-Whitfield",
        email: "a.montgomery@example.com",
      },
      role: "finance",
      concert: null,
    },
    {
      ...known,
      id: id(3),
      account: { id: id(7), name: "박서준", email: "door-3@example.com" },
      role: "scanner",
      concert,
      suspendedAt: "2026-11-20T10:00:00.000Z",
    },
  ],
  invitations: [
    {
      id: id(4),
      email: "new-box-office@example.com",
      role: "box-office",
      concert: null,
      createdAt: "2026-11-29T01:00:00.000Z",
      expiresAt: "2026-12-06T01:00:00.000Z",
    },
  ],
};

/** The people of an organization, and the organization itself. */
export const adminTeamScenes: Scene[] = [
  {
    name: "admin-team",
    play: async (visit) => {
      const { page, camera, words } = visit;
      await adminSignedIn(visit, "/admin/organization");
      await page.locator("form.adm__card").waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-organization");
      await visit.pretending("**/api/v1/admin/staff", { json: someStaff }, async () => {
        await visit.open("/admin/staff");
        await page.locator(".table").first().waitFor();
        await camera.shoot("admin-staff");
        await page.locator("details.adm__card summary").click();
        await camera.shoot("admin-staff-invite");
        await visit.button(words.adminStaff.remove).first().click();
        await page.locator("dialog[open]").waitFor();
        await camera.shoot("admin-staff-remove", false);
      });
      await page.goto("/join#token=expired");
      await visit.button(words.adminStaff.join.accept).waitFor();
      await camera.shoot("join");
      await visit.button(words.adminStaff.join.accept).click();
      await page.locator("[role=alert]").first().waitFor();
      await camera.shoot("join-refused");
      await page.goto("about:blank");
      await page.goto("/join");
      await page.getByText(words.adminStaff.join.noToken).waitFor();
      await camera.shoot("join-without-link");
    },
  },
];
