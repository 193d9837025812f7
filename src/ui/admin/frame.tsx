import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Employer } from "../../contract/admin/organizations.ts";
import type { Right } from "../../contract/admin/rights.ts";
import { Icon, type IconName, Logo } from "../components/icon.tsx";
import { LanguageSwitch, ThemeSwitch } from "../frame/switches.tsx";
import { words } from "../state/language.ts";
import { account } from "../state/session.ts";
import { may } from "./staff/employer.ts";
import { EmployerSwitch } from "./staff/employer-switch.tsx";

type Item = { href: string; icon: IconName; name: string; right: Right };

/** The pages in groups: what is made, what is sold, the money, and the organization itself. */
function groups(): Item[][] {
  const { nav } = words().admin;
  const page = (path: string, icon: IconName, name: string, right: Right): Item => ({
    href: `/admin${path}`,
    icon,
    name,
    right,
  });
  return [
    [page("", "home", nav.overview, "sales.read")],
    [
      page("/concerts", "calendar", nav.concerts, "drafts.read"),
      page("/venues", "pin", nav.venues, "venues.read"),
      page("/categories", "sale", nav.categories, "categories.edit"),
      page("/import", "download", nav.import, "imports.run"),
    ],
    [
      page("/sales", "people", nav.sales, "sales.read"),
      page("/counter", "wallet", nav.counter, "counter.sell"),
      page("/coupons", "ticket", nav.coupons, "coupons.read"),
      page("/people", "heart", nav.people, "members.read"),
    ],
    [
      page("/orders", "ticket", nav.orders, "orders.read"),
      page("/reports", "columns", nav.reports, "sales.read"),
      page("/payments", "wallet", nav.payments, "finance.read"),
      page("/reconciliation", "check", nav.reconciliation, "deployment.read"),
      page("/refunds", "refund", nav.refunds, "refunds.read"),
      page("/shows", "ban", nav.shows, "shows.read"),
    ],
    [
      page("/staff", "person", nav.staff, "staff.read"),
      page("/organization", "info", nav.organization, "organization.read"),
      page("/acts", "clock", nav.acts, "audit.read"),
    ],
  ];
}

/** A draft is found among the concerts, a plan among the venues, and the stock at its sale. */
const partOf = (path: string) =>
  path
    .replace(/^\/admin\/concert-drafts\//, "/admin/concerts/")
    .replace(/^\/admin\/plans\//, "/admin/venues/")
    .replace(/^\/admin\/stock\//, "/admin/sales/");

const isAt = (path: string, href: string) =>
  href === "/admin" ? path === href || path === `${href}/` : partOf(path).startsWith(href);

/** The frame of admin pages: navigation, account, and a link back to the shop. */
export function Frame({ path, isAdmin = false, employers = [], children }: FrameProps) {
  const w = words().admin;
  const nav = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    // On a phone the navigation is a scrolling row, so the current entry is scrolled into view.
    const show = () => {
      const row = nav.current;
      const here = row?.querySelector<HTMLElement>("[aria-current]");
      if (row && here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
    };
    show();
    addEventListener("resize", show);
    return () => removeEventListener("resize", show);
    // The navigation is gone for an account that is no admin.
  }, [isAdmin]);
  return (
    <div class={isAdmin ? "adm adm--rail" : "adm"}>
      <header class="adm__top">
        <a class="logo" href={isAdmin ? "/admin" : "/"}>
          <Logo />
          <span>Frontrow</span>
          <span class="adm__badge">{w.title}</span>
        </a>
        <span class="grow" />
        <EmployerSwitch employers={employers} />
        {isAdmin ? <span class="t-14 c-2 hide-m">{account.value?.name}</span> : null}
        <LanguageSwitch />
        <ThemeSwitch />
        <a class="icon-btn" href="/" aria-label={w.toShop} title={w.toShop}>
          <Icon name="door" />
        </a>
      </header>
      {isAdmin ? (
        <nav ref={nav} class="adm__nav" aria-label={w.menu}>
          {groups().flatMap((group) =>
            group
              .filter(({ right }) => may(right))
              .map(({ href, icon, name }, at) => (
                <a
                  key={href}
                  class={at === 0 ? "is-first" : undefined}
                  href={href}
                  title={name}
                  aria-current={isAt(path, href) ? "page" : undefined}
                >
                  <Icon name={icon} size={20} />
                  {name}
                </a>
              )),
          )}
        </nav>
      ) : null}
      <main id="main" class="adm__main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

type FrameProps = {
  path: string;
  isAdmin?: boolean;
  employers?: readonly Employer[];
  children: ComponentChildren;
};
