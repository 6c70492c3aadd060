// An order in a list of those that are decided.

import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { OrderView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Short } from "../parts/amount.tsx";
import { Journey } from "../parts/journey.tsx";
import { RowLink } from "../parts/row.tsx";
import { go } from "../route.ts";
import { say, spokenLocale } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { coinOn, delegationWords, isCallOrder } from "../words.ts";

/** The day and the time. */
export const dateWords = (atMs: number): string =>
	new Date(atMs).toLocaleString(spokenLocale(), {
		dateStyle: "medium",
		timeStyle: "short",
	});

/** When it was made. */
const Made = ({ atMs }: { readonly atMs: number }) => (
	<span class="row-says">{say().happened.made(dateWords(atMs))}</span>
);

export const OrderRow = ({ order }: { readonly order: OrderView }) => {
	const { view } = useShared();
	const { id, exit, to, state, valueWei, chainId, madeMs } = order;
	const said = say().grades.states[state];
	const open = () => go("order", id);
	const made = <Made atMs={madeMs} />;
	return (
		<li class="row">
			{exit === null ? (
				<RowLink
					label={say().orders.orderTo(to, said)}
					name={
						delegationWords(order) !== null ? (
							delegationWords(order)
						) : order.creates === true ? (
							say().orderForm.createsRow
						) : isCallOrder(order) ? (
							say().orders.contractCall
						) : (
							<>
								{say().orders.send}{" "}
								<Short value={BigInt(valueWei)} {...coinOn(view, chainId)} />
							</>
						)
					}
					onGo={open}
				>
					<span class="row-says">
						{say().orders.to} <code>{shortHex(checksummed(to))}</code>
					</span>
					{made}
				</RowLink>
			) : (
				<RowLink
					label={say().orders.aStepOfAnExit(wordsOf(exit.title), said)}
					name={wordsOf(exit.title)}
					onGo={open}
				>
					<span class="row-says">{say().orders.aStepOfLeavingAnL2}</span>
					{made}
				</RowLink>
			)}
			<Journey order={order} />
		</li>
	);
};
