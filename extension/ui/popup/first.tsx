// The order that goes before a new one: a person's own of the same account and chain that they have not decided. The nonce of
// the next follows from it, so the engine makes none beside it. It can be dropped wherever it is in the way, also when nobody can
// decide it any more.

import type { Hex } from "../../../src/base/bytes.ts";
import type { OrderView, WalletView } from "../../../src/protocol/views.ts";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Note } from "../parts/note.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { chainTitle } from "../words.ts";
import { Asked } from "./order.tsx";

/** A site's payment is none: nobody waits for what a site asked for. Nor is one that is signed, mined or not. */
export const goesFirst = (
	view: WalletView,
	from: Hex | null,
	chainId: number | undefined,
): OrderView | undefined =>
	view.orders.find(
		(order) =>
			order.state === "waiting" &&
			order.origin === null &&
			order.from === from &&
			order.chainId === chainId,
	);

/** Says that it waits, what it is, and what to do. */
export const GoesFirst = ({ order }: { readonly order: OrderView }) => {
	const { wallet, view, refresh } = useShared();
	const dropping = useWork();
	const { id } = order;
	const drop = () =>
		void dropping.run(async () => {
			try {
				await wallet.engine("order.forget", { id });
			} finally {
				// Refused on disk, it waits no more, whether or not the signer could be told.
				await refresh();
			}
		});
	return (
		<Note
			tone="wait"
			role="status"
			title={
				order.exit === null
					? say().orders.oneOfYourPaymentsIsStill
					: say().orders.aStepOfYourExitIs
			}
		>
			<p>
				<Asked order={order} chain={chainTitle(view, order.chainId)} />
			</p>
			<p>{say().orders.aNewOrderCanBeMade}</p>
			<FaultNote fault={dropping.fault} title={say().orders.itWasNotDropped} />
			<div class="note-do">
				<Button busy={dropping.busy} onClick={drop}>
					{say().orders.dropIt}
				</Button>
			</div>
		</Note>
	);
};
