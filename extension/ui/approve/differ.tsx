// What of an order does not agree: the signer with the engine, or with what it said before.

import type { ApprovalView, OrderView } from "../../../src/protocol/views.ts";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
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
			title="This changed since you first saw it here."
		>
			<p>
				Nothing was signed. Please read it again: a yes is to what is shown
				below now.
			</p>
			<ul class="plain differ">
				{found.map(({ what, before: was, now: is }) => (
					<li key={what}>
						<b>{what}</b>
						<p class="was-is">Before: {was}</p>
						<p class="was-is">Now: {is}</p>
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
				<dt>Signer says</dt>
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
		title="Do not sign this"
		under="engine and signer disagree"
		footer={
			<Button main onClick={onRefuse}>
				Refuse
			</Button>
		}
	>
		<div class="read">
			<FaultNote
				title="The order is not what the signer was given."
				fault={{
					kind: "refused",
					code: "order-evidence",
					detail: "the engine and the signer differ",
					source: null,
				}}
			>
				<p>
					Some part of this wallet is broken or was changed. So there is no
					button that signs it.
				</p>
			</FaultNote>
			<Section title="Where they differ">
				<ul class="plain differ">
					{differences(order, approval).map((one) => (
						<DifferentField key={`${one.field} ${one.against}`} {...one} />
					))}
				</ul>
			</Section>
		</div>
	</Frame>
);
