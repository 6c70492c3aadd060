// Amounts drawn as dots, while the person wants it so: what others may see over the shoulder. An approval always shows its own:
// nobody says yes to dots.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";
import { Button } from "./basic.tsx";
import { Frame } from "./frame.tsx";

const shown = createContext(false);

/** What stands inside shows its amounts in any case. */
export const ShowAmounts = shown.Provider;

export const useHidden = (): boolean => {
	const { view } = useShared();
	return !useContext(shown) && view.amountsHidden === true;
};

/** As many for a large amount as for a small one. */
export const Dots = () => (
	<span class="figure">
		<span aria-hidden="true">••••</span>
		<span class="unseen">hidden amount</span>
	</span>
);

/** The switch. */
export const HideAmounts = () => {
	const { wallet, view, refresh } = useShared();
	const { busy, run } = useWork();
	const hidden = view.amountsHidden === true;
	return (
		<Button
			quiet
			busy={busy}
			onClick={() =>
				void run(async () => {
					await wallet.engine("amounts.hide", { hidden: !hidden });
					await refresh();
				})
			}
		>
			{hidden ? "Show amounts" : "Hide amounts"}
		</Button>
	);
};

/** In place of a screen that is all about amounts. */
export const HiddenHere = () => (
	<Frame title="Amounts are hidden" onBack={() => go("home")}>
		<div class="read">
			<p class="lead">
				You switched amounts off. This page is about amounts, so nothing of it
				is shown until you switch them on again.
			</p>
			<HideAmounts />
		</div>
	</Frame>
);
