// Amounts drawn as dots, while the person wants it so: what others may see over the shoulder. An approval always shows its own:
// nobody says yes to dots.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
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
		<span class="unseen">{say().parts.hiddenAmount}</span>
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
			{hidden ? say().parts.showAmounts : say().parts.hideAmounts}
		</Button>
	);
};

/** In place of a screen that is all about amounts. */
export const HiddenHere = () => (
	<Frame title={say().parts.amountsAreHidden} onBack={() => go("home")}>
		<div class="read">
			<p class="lead">{say().parts.youSwitchedAmountsOffThisPage}</p>
			<HideAmounts />
		</div>
	</Frame>
);
