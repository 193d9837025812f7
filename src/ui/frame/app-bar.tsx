import { words } from "../state/public-words.ts";
import { account } from "../state/session.ts";
import { address } from "../state/router.ts";
import { SearchBox } from "../concerts/search-box.tsx";
import { Icon, type IconName, Logo } from "../components/icon.tsx";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";

type Item = { href: string; icon: IconName; name: string };

function items(): Item[] {
  const w = words().nav;
  return [
    { href: "/", icon: "home", name: w.concerts },
    { href: "/me", icon: "ticket", name: w.tickets },
    { href: "/wallet", icon: "wallet", name: w.wallet },
    { href: "/profile", icon: "person", name: w.profile },
  ];
}

const isAt = (path: string, href: string) =>
  href === "/" ? path === "/" || path.startsWith("/concerts") : path.startsWith(href);

export function AppBar({ path }: { path: string }) {
  const w = words().nav;
  const known = account.value;
  return (
    <header class="appbar">
      <div class="wrap appbar__in">
        <a class="logo" href="/">
          <Logo />
          <span>Frontrow</span>
        </a>
        <nav class="nav hide-m" aria-label={w.main}>
          {items()
            .slice(0, 3)
            .map(({ href, name }) => (
              <a key={href} href={href} aria-current={isAt(path, href) ? "page" : undefined}>
                {name}
              </a>
            ))}
        </nav>
        <span class="grow" />
        <div class="appbar__search hide-m">
          <SearchBox
            id="search"
            text={path === "/concerts" ? (address.value.query.get("q") ?? "") : ""}
          />
        </div>
        <a class="icon-btn only-m" href="/concerts" aria-label={words().search.open}>
          <Icon name="search" />
        </a>
        <LanguageSwitch />
        <ThemeSwitch />
        {known === null && path !== "/sign-in" ? (
          <a class="btn btn--secondary btn--sm" href={`/sign-in?next=${encodeURIComponent(path)}`}>
            {w.signIn}
          </a>
        ) : null}
        {known ? (
          <a class="btn btn--secondary btn--sm hide-m appbar__me" href="/profile">
            <span>{known.name}</span>
          </a>
        ) : null}
      </div>
    </header>
  );
}

export function TabBar({ path }: { path: string }) {
  return (
    <nav class="tabbar" aria-label={words().nav.bottom}>
      {items().map(({ href, icon, name }) => (
        <a key={href} href={href} aria-current={isAt(path, href) ? "page" : undefined}>
          <Icon name={icon} />
          {name}
        </a>
      ))}
    </nav>
  );
}
