// About what it is all worth, with what that leaves out and how old the prices are. Nothing at all where no currency is switched on.

import { durationWords, groupDigits } from "../../../src/base/units.ts";
import type { PricesView } from "../../../src/protocol/price-views.ts";
import { Button } from "../parts/basic.tsx";
import { Dots, useHidden } from "../parts/hidden.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";
import { usePrices } from "./use-prices.ts";
import { centsText, worthOf } from "./worth.ts";

const Sum = ({ prices }: { readonly prices: PricesView }) => {
	const words = say().worth;
	const { view } = useShared();
	const now = useNow();
	const hidden = useHidden();
	const { sum, unpriced, unproved, oldestS } = worthOf(view.chains, prices);
	return (
		<>
			{sum === null ? (
				<p>{words.noValue}</p>
			) : (
				<p>
					{words.about}{" "}
					<b>
						{hidden ? (
							<Dots />
						) : (
							`${groupDigits(centsText(sum))}\u00a0${prices.currency}`
						)}
					</b>
				</p>
			)}
			<p class="small">
				{[
					...(unpriced === 0 ? [] : [words.without(String(unpriced))]),
					...(unproved === 0 ? [] : [words.notProved(String(unproved))]),
					...(oldestS === null
						? []
						: [words.pricesOf(durationWords(now / 1000 - oldestS))]),
				].join("; ")}
			</p>
		</>
	);
};

/** For the first screen. */
export const AboutWorth = () => {
	const { prices } = usePrices();
	return prices === null ? null : (
		<div class="card quiet-card">
			<div>
				<Sum prices={prices} />
				<Button
					quiet
					label={say().worth.whyLabel}
					onClick={() => go("trail", prices.trailId)}
				>
					{say().worth.why}
				</Button>
			</div>
		</div>
	);
};

export const WorthSum = Sum;
