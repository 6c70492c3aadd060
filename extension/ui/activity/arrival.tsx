// What arrived, as a row: how much, between which two proved states, and how it is known. From whom no balance says.

import type { ArrivalView } from "../../../src/protocol/arrival-views.ts";
import { Short } from "../parts/amount.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say, spokenLocale } from "../say/say.ts";
import { useShared } from "../wallet.tsx";

export const timeOf = (timeS: number): string =>
	new Date(timeS * 1_000).toLocaleString(spokenLocale(), {
		dateStyle: "medium",
		timeStyle: "short",
	});

export const ArrivalRow = ({ arrival }: { readonly arrival: ArrivalView }) => {
	const words = say().happened;
	const { view } = useShared();
	const { chainId, symbol, decimals, fromS, toS, blockNumber } = arrival;
	const chain = view.chains.find((one) => one.chainId === chainId);
	return (
		<li class="row">
			<div class="row-part">
				<span class="row-name">
					<b>
						{words.arrived} +
						<Short
							value={BigInt(arrival.amount)}
							decimals={decimals}
							symbol={symbol}
						/>
					</b>
					<span class="row-says">
						{chain === undefined ? null : `${chain.title}, `}
						{words.between(timeOf(fromS), timeOf(toS))},{" "}
						{words.block(groupDigits(blockNumber))}
					</span>
					<span class="row-says">
						{words.byBalance}. {words.finality[arrival.finality]}.
					</span>
				</span>
			</div>
		</li>
	);
};
