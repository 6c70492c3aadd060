// What a layer 2's sequencer says now, beside the number that is proved: asked by a click alone, where the person has named a relay. It
// stands in no sum, and goes again once it is no word on now.

import { useState } from "preact/hooks";
import type { SaidBalanceView } from "../../../src/protocol/own-ui.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { Short } from "../parts/amount.tsx";
import { Button, Hash } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { durationWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared, useWork } from "../wallet.tsx";
import type { AssetPart } from "./assets.ts";

/** Seconds: older than this it is not taken either. */
const mostOldS = 120;

export const Said = ({
	view,
	part: { chain, balance },
}: {
	readonly view: WalletView;
	readonly part: AssetPart;
}) => {
	const { wallet } = useShared();
	const [found, setFound] = useState<SaidBalanceView | null>(null);
	const { busy, fault, run } = useWork();
	const nowS = useNow() / 1000;
	const { chainId, title } = chain;
	if (
		!view.endpoints.some(
			(one) => one.chainId === chainId && one.role === "relay",
		)
	)
		return null;
	const words = say().home;
	const said =
		found !== null &&
		found.address === view.account &&
		nowS - found.timestampS <= mostOldS
			? found
			: null;
	return (
		<div class="said">
			{said === null ? null : (
				<p class="small" role="status">
					<span class="unseen">{title}: </span>
					{words.saidHas}{" "}
					<b>
						<Short
							value={BigInt(said.balanceWei)}
							decimals={balance.decimals}
							symbol={balance.symbol}
						/>
					</b>
					, {words.saidAgo(durationWords(Math.max(0, nowS - said.timestampS)))}.{" "}
					<b>{words.saidNotProved}</b> {words.saidKey}{" "}
					<Hash value={said.key} what="key" />
				</p>
			)}
			<FaultNote fault={fault} title={words.saidNothing} />
			<Button
				quiet
				busy={busy}
				label={words.saidAsk(title)}
				onClick={() =>
					void run(async () =>
						setFound(await wallet.engine("said.balance", { chainId })),
					)
				}
			>
				{words.saidAskShort}
			</Button>
		</div>
	);
};
