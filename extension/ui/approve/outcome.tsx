// What became of an order's decision.

import type { OrderView } from "../../../src/protocol/views.ts";
import { Frame } from "../parts/frame.tsx";
import { Asked, OrderDetails } from "../popup/order.tsx";
import { Refusal } from "../popup/refusal.tsx";
import { say } from "../say/say.ts";
import { DoneWith, MoreWaits } from "./more.tsx";
import type { OfferedOrder, OrderDecision } from "./offer.ts";

/** It was decided: signed, refused by the person, or refused by a rule. */
export const Decided = ({
	order,
	chain,
	more = 0,
	onDone,
}: {
	readonly order: OrderView;
	readonly chain: string;
	/** How many other things wait. */
	readonly more?: number | undefined;
	readonly onDone: () => void;
}) =>
	order.state === "refused" && order.fault !== null ? (
		<Refusal
			asked={<Asked order={order} chain={chain} />}
			fault={order.fault}
			{...(more > 0 && { also: { words: say().more.go, go: onDone } })}
			onBack={onDone}
		/>
	) : (
		<Frame
			title={say().approval.became[order.state]}
			under={chain}
			footer={<DoneWith more={more} onDone={onDone} />}
		>
			<div class="read">
				<MoreWaits more={more} />
				<OrderDetails order={order} />
			</div>
		</Frame>
	);

/** The yes or the no did not go through. */
export const NotDecided = ({
	order,
	chain,
	again,
	decision: { deciding, decide },
	onDone,
}: Pick<OfferedOrder, "chain" | "again"> & {
	readonly order: OrderView;
	readonly decision: OrderDecision;
	readonly onDone: () => void;
}) =>
	deciding.fault === null ? null : (
		<Refusal
			asked={<Asked order={order} chain={chain} />}
			fault={deciding.fault}
			again={{
				words: say().approval.lookAgain,
				go: () => {
					again();
					deciding.clear();
				},
			}}
			// What grew too old while it was read stands in the way of the next order until it is dropped.
			also={{ words: say().approval.dropThisOrder, go: () => decide(null) }}
			onBack={onDone}
		/>
	);
