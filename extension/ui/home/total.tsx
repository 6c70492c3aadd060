// The one large number of the first screen: what there is of the network's own coin, and what of it is not settled.

import { Short } from "../parts/amount.tsx";
import { totalSays, totals } from "../popup/totals.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";
import { assetsOf } from "./assets.ts";

export const CoinTotal = () => {
	const { view } = useShared();
	const now = useNow();
	const { home } = say();
	const [sum] = totals(view.chains);
	if (sum === undefined) return null;
	const { amount, symbol, decimals, how } = sum;
	const loud = assetsOf(view.chains).find(
		({ key }) => key === `coin ${symbol} ${decimals}`,
	)?.loud;
	const { says, besides } = totalSays(sum, now);
	return (
		<div class="total">
			<p
				class={how === "proved" ? "sum" : "sum greyed"}
				data-amount={amount === null ? "unproved" : how}
			>
				{amount === null ? (
					<>
						<span aria-hidden="true">—</span> {symbol}
					</>
				) : (
					<Short value={amount} decimals={decimals} symbol={symbol} large />
				)}
			</p>
			<p class="sum-says">
				{loud === undefined || loud === null || amount === null ? null : (
					<b class="not-settled">
						<Short value={loud.amount} decimals={decimals} symbol={symbol} />{" "}
						{home.notSettled}
						{". "}
					</b>
				)}
				{says}
			</p>
			{besides.map((words) => (
				<p key={words} class="sum-says not-settled">
					{words}
				</p>
			))}
		</div>
	);
};
