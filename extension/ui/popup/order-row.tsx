// An order in a list of those that are decided.

import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { OrderView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Short } from "../parts/amount.tsx";
import { Journey } from "../parts/journey.tsx";
import { RowLink } from "../parts/row.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { coinOn, delegationWords, isCallOrder } from "../words.ts";

export const OrderRow = ({ order }: { readonly order: OrderView }) => {
	const { view } = useShared();
	const { id, exit, to, state, valueWei, chainId } = order;
	const open = () => go("order", id);
	return (
		<li class="row">
			{exit === null ? (
				<RowLink
					label={`Order to ${to}, ${state}`}
					name={
						delegationWords(order) !== null ? (
							delegationWords(order)
						) : order.creates === true ? (
							say().orderForm.createsRow
						) : isCallOrder(order) ? (
							"Contract call"
						) : (
							<>
								Send{" "}
								<Short value={BigInt(valueWei)} {...coinOn(view, chainId)} />
							</>
						)
					}
					onGo={open}
				>
					<span class="row-says">
						to <code>{shortHex(checksummed(to))}</code>
					</span>
				</RowLink>
			) : (
				<RowLink
					label={`${wordsOf(exit.title)}, a step of an exit, ${state}`}
					name={wordsOf(exit.title)}
					onGo={open}
				>
					<span class="row-says">a step of leaving an L2</span>
				</RowLink>
			)}
			<Journey order={order} />
		</li>
	);
};
