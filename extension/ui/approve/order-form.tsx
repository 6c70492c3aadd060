// What is special about the form of a transaction: a contract that it creates, an older type, and what it says it will read.

import { chunks } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { Chunks, Section } from "../parts/basic.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";

/** Where the contract will be that it creates. */
export const Creates = ({ to }: Pick<ApprovalView, "to">) => {
	const words = say().orderForm;
	return (
		<>
			<p>{words.creates}</p>
			<Chunks groups={["0x", ...chunks(checksummed(to))]} />
			<p class="small">{words.createsSays}</p>
		</>
	);
};

export const OrderForm = ({
	approval: { older, accessList },
}: {
	readonly approval: ApprovalView;
}) => {
	const words = say().orderForm;
	if (older === undefined && accessList === undefined) return null;
	return (
		<Section title={words.title}>
			{older === undefined ? null : <p>{words.older(older)}</p>}
			{accessList === undefined ? null : (
				<>
					<p>{words.lists(groupDigits(accessList.length))}</p>
					<ul class="plain">
						{accessList.map(({ address, storageKeys }, i) => (
							// The place in the list is its identity: one may be named twice.
							<li key={`${i}-${address}`}>
								{words.slots(groupDigits(storageKeys.length))}{" "}
								<code class="whole">{checksummed(address)}</code>
							</li>
						))}
					</ul>
				</>
			)}
		</Section>
	);
};
