// The calls of a batch, one below the other: as a site asks for them, and how each stands.

import type { ComponentChildren } from "preact";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	AskedBatch,
	BatchView,
} from "../../../src/protocol/batch-views.ts";
import { Exact } from "../parts/amount.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { coinOn } from "../words.ts";

const Call = ({
	call: { to, valueWei, bytes },
	chainId,
	children,
}: {
	readonly call: AskedBatch["calls"][number];
	readonly chainId: number;
	readonly children?: ComponentChildren;
}) => {
	const { view } = useShared();
	const words = say().batches;
	return (
		<li>
			<p>
				<Exact value={BigInt(valueWei)} {...coinOn(view, chainId)} />{" "}
				{to === null ? (
					words.creates
				) : (
					<>
						{words.to} <code class="whole">{checksummed(to)}</code>
					</>
				)}
				{bytes === 0 ? null : <> {words.withData(groupDigits(bytes))}</>}
			</p>
			{children}
		</li>
	);
};

/** Before any of them: nothing of it is checked. */
export const AskedCalls = ({ batch }: { readonly batch: AskedBatch }) => {
	const words = say().batches;
	return (
		<Section title={words.inThisOrder(batch.calls.length)}>
			<ol class="calls">
				{batch.calls.map((call, at) => (
					<Call key={at} call={call} chainId={batch.chainId} />
				))}
			</ol>
			<p class="small">{words.unchecked}</p>
		</Section>
	);
};

const stateWords = (
	{ state }: BatchView,
	call: BatchView["calls"][number],
): string => {
	const { states } = say().batches;
	return call.state === "waits" && state !== "open"
		? states.never
		: states[call.state];
};

/** How each of them stands, and why it ended where it did. */
export const CallsNow = ({
	batch,
	onOrder,
}: {
	readonly batch: BatchView;
	/** Opens what was made of one; missing where no other screen can be opened. */
	readonly onOrder?: (id: string) => void;
}) => {
	const words = say().batches;
	return (
		<>
			<FaultNote fault={batch.why} title={words.stopped} />
			<Section title={words.how}>
				<ol class="calls">
					{batch.calls.map((call, at) => (
						<Call key={call.id} call={call} chainId={batch.chainId}>
							<p class="small">{stateWords(batch, call)}</p>
							{call.order === null || onOrder === undefined ? null : (
								<Button quiet onClick={() => onOrder(call.order ?? "")}>
									{words.openOrder(at + 1)}
								</Button>
							)}
						</Call>
					))}
				</ol>
			</Section>
		</>
	);
};
