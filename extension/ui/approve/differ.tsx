// What of an order does not agree: the signer with the engine, or with what it said before.

import type { ApprovalView, OrderView } from "../../../src/protocol/views.ts";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { say } from "../say/say.ts";
import { changes } from "./changed.ts";
import { type Difference, differences } from "./compare.ts";

/** The same order, read by the signer in another way than before: said before anything else. */
export const Changed = ({
	before,
	now,
}: {
	readonly before: ApprovalView;
	readonly now: ApprovalView;
}) => {
	const found = changes(before, now);
	return found.length === 0 ? null : (
		<Note
			tone="wait"
			role="alert"
			title={say().approval.thisChangedSinceYouFirstSaw}
		>
			<p>{say().approval.nothingWasSignedPleaseReadIt}</p>
			<ul class="plain differ">
				{found.map(({ what, before: was, now: is }) => (
					<li key={what}>
						<b>{what}</b>
						<p class="was-is">{say().approval.before(was)}</p>
						<p class="was-is">{say().approval.now(is)}</p>
					</li>
				))}
			</ul>
		</Note>
	);
};

/** One field, as each of both says it. */
const DifferentField = ({ field, against, other, signer }: Difference) => (
	<li>
		<b>{field}</b>
		<dl class="facts">
			<div>
				<dt>{against}</dt>
				<dd>
					<code class="whole">{other}</code>
				</dd>
			</div>
			<div>
				<dt>{say().approval.signerSays}</dt>
				<dd>
					<code class="whole">{signer}</code>
				</dd>
			</div>
		</dl>
	</li>
);

/** Engine and signer do not say the same: loud, and without a button that signs. */
export const Mismatch = ({
	approval,
	order,
	onRefuse,
}: {
	readonly approval: ApprovalView;
	readonly order: OrderView | undefined;
	readonly onRefuse: () => void;
}) => (
	<Frame
		title={say().approval.doNotSignThis}
		under={say().approval.engineAndSignerDisagree}
		footer={
			<Button main onClick={onRefuse}>
				{say().approval.refuse}
			</Button>
		}
	>
		<div class="read">
			<FaultNote
				title={say().approval.theOrderIsNotWhatThe}
				fault={{
					kind: "refused",
					code: "order-evidence",
					detail: "the engine and the signer differ",
					source: null,
				}}
			>
				<p>{say().approval.somePartOfThisWalletIs}</p>
			</FaultNote>
			<Section title={say().approval.whereTheyDiffer}>
				<ul class="plain differ">
					{differences(order, approval).map((one) => (
						<DifferentField key={`${one.field} ${one.against}`} {...one} />
					))}
				</ul>
			</Section>
		</div>
	</Frame>
);
