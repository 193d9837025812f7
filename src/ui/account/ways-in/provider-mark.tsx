import type { JSX } from "preact";
import type { Provider } from "../../../contract/people/ways-in.ts";

/** The looks that each provider asks for, the same in both themes. */
export const providerLook: Record<Provider, Record<string, string>> = {
  kakao: { background: "#FEE500", color: "rgba(0, 0, 0, .85)", borderRadius: "12px" },
  // White on this green has a contrast of 2.3, which many cannot read; the mark stays white.
  naver: { background: "#03C75A", color: "#000" },
  google: { background: "#fff", color: "#1f1f1f", boxShadow: "inset 0 0 0 1px #747775" },
};

/** The mark of a provider, which its name beside it says too. */
export function ProviderMark({ of }: { of: Provider }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      {marks[of]}
    </svg>
  );
}

const marks: Record<Provider, JSX.Element> = {
  kakao: (
    <path
      fill="#000"
      d="M12 3C6.5 3 2 6.5 2 10.8c0 2.8 1.9 5.2 4.7 6.6l-1 3.6c-.1.3.3.6.6.4l4.3-2.9c.5 0 .9.1 1.4.1 5.5 0 10-3.5 10-7.8S17.500 3 12 3z"
    />
  ),
  naver: <path fill="#fff" d="M15.500 12.600 8.200 2H2v20h6.500V11.400L15.800 22H22V2h-6.500z" />,
  google: (
    <>
      <path
        fill="#4285F4"
        d="M22.600 12.200c0-.8-.1-1.500-.2-2.200H12v4.200h5.900a5 5 0 0 1-2.200 3.300v2.700h3.600c2.100-1.900 3.300-4.700 3.300-8z"
      />
      <path
        fill="#34A853"
        d="M12 23c3 0 5.500-1 7.300-2.700l-3.600-2.700a6.700 6.700 0 0 1-10-3.500H2v2.800A11 11 0 0 0 12 23z"
      />
      <path
        fill="#FBBC05"
        d="M5.700 14.100a6.600 6.600 0 0 1 0-4.200V7.100H2a11 11 0 0 0 0 9.800z"
      />
      <path
        fill="#EA4335"
        d="M12 5.400c1.600 0 3.100.6 4.200 1.600l3.200-3.200A11 11 0 0 0 2 7.100l3.700 2.800A6.600 6.600 0 0 1 12 5.400z"
      />
    </>
  ),
};
