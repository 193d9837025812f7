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

function items(): Item[] {
  const { nav } = words().admin;
  return [
    { href: "/admin", icon: "home", name: nav.overview, right: "sales.read" },
    { href: "/admin/sales", icon: "people", name: nav.sales, right: "sales.read" },
    { href: "/admin/payments", icon: "wallet", name: nav.payments, right: "finance.read" },
    {
      href: "/admin/reconciliation",
      icon: "check",
      name: nav.reconciliation,
      right: "deployment.read",
    },
    { href: "/admin/shows", icon: "ban", name: nav.shows, right: "shows.read" },
    { href: "/admin/concerts", icon: "calendar", name: nav.concerts, right: "drafts.read" },
    { href: "/admin/venues", icon: "pin", name: nav.venues, right: "venues.read" },
    { href: "/admin/import", icon: "download", name: nav.import, right: "imports.run" },
    { href: "/admin/categories", icon: "sale", name: nav.categories, right: "categories.edit" },
    { href: "/admin/coupons", icon: "ticket", name: nav.coupons, right: "coupons.read" },
    { href: "/admin/members", icon: "person", name: nav.members, right: "members.read" },
    { href: "/admin/staff", icon: "person", name: nav.staff, right: "staff.read" },
    {
      href: "/admin/organization",
      icon: "pin",
      name: nav.organization,
      right: "organization.read",
    },
    { href: "/admin/acts", icon: "clock", name: nav.acts, right: "audit.read" },
  ];
}

/** An order is found among the payments, and a draft among the concerts. */
const partOf = (path: string) =>
  path
    .replace(/^\/admin\/orders\//, "/admin/payments/")
    .replace(/^\/admin\/concert-drafts\//, "/admin/concerts/");

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
          {items()
            .filter(({ right }) => may(right))
            .map(({ href, icon, name }) => (
              <a
                key={href}
                href={href}
                title={name}
                aria-current={isAt(path, href) ? "page" : undefined}
              >
                <Icon name={icon} size={20} />
                {name}
              </a>
            ))}
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
