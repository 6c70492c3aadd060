// A proof that L1 accepted and this device refused: what happened, what is stopped, what is kept, and how to get it out.

import { groupDigits } from "../../../src/base/units.ts";
import type { ChainView } from "../../../src/protocol/views.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { Age } from "../parts/amount.tsx";
import { Facts, Hash, Section } from "../parts/basic.tsx";
import { FaultCode, FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { WarnLine } from "../parts/note.tsx";
import { SaveOrDone } from "../parts/save-or-done.tsx";
import { useSaving } from "../parts/saving.ts";
import { go } from "../route.ts";
import { useShared } from "../wallet.tsx";

type FailedProof = NonNullable<ChainView["halt"]>;

const WhatHappened = ({
	title,
	failed: { fault },
}: {
	readonly title: string;
	readonly failed: FailedProof;
}) => (
	<Section title="What happened">
		<p class="failed">{faultWords(fault.code).says}</p>
		<p>
			L1 holds a root of {title} as proven. The proof that was accepted for it
			does not hold when it is checked again on this device. So nothing shows
			that this root follows from the one before it, whatever L1 says.
		</p>
		<FaultCode fault={fault} />
	</Section>
);

const WhatIsStopped = ({ title }: { readonly title: string }) => (
	<Section title="What is stopped">
		<WarnLine>
			<span>
				No order is made or signed on {title} any more. Orders on other chains
				go on. What was signed before stays signed.
			</span>
		</WarnLine>
		<p>
			The last balance that was rechecked stays on the first screen with its age
			until the wallet is restarted, and is not counted in any total. Later
			numbers are not shown.
		</p>
	</Section>
);

const WhatIsKept = ({ failed }: { readonly failed: FailedProof }) => (
	<Section title="What is kept">
		<p>
			The root as L1 holds it, with its proof from the committee down, and the
			validity proof that failed. Anyone can check the file offline. Nothing in
			it reveals your accounts.
		</p>
		<Facts
			facts={[
				{ name: "Batch", value: groupDigits(failed.batch) },
				{
					name: "Batch hash",
					value: <Hash value={failed.batchHash} what="batch hash" />,
				},
				{
					name: "Root on L1",
					value: <Hash value={failed.root} what="root" />,
				},
				{
					name: "Found",
					value: <Age asOfS={Math.floor(failed.foundMs / 1000)} />,
				},
			]}
		/>
	</Section>
);

export const ProofFailure = ({ chainId }: { readonly chainId: number }) => {
	const { wallet, view } = useShared();
	const saving = useSaving();
	const chain = view.chains.find((one) => one.chainId === chainId);
	const home = () => go("home");
	if (chain === undefined || chain.halt === null)
		return (
			<Frame title="Nothing is stopped" onBack={home}>
				<p class="lead">No proof of this rollup has failed here.</p>
			</Frame>
		);
	const { halt: failed, title } = chain;
	const save = () =>
		saving.save("sextant-false-proof.json", () =>
			wallet.engine("halt.export", { chainId }),
		);
	return (
		<Frame
			title="A false proof"
			under={`signing stopped on ${title}`}
			onBack={home}
			footer={
				<SaveOrDone
					words="Export the evidence"
					busy={saving.busy}
					onSave={save}
					onDone={home}
				/>
			}
		>
			<div class="read refusal" role="alert">
				<FaultNote fault={saving.fault} title="The evidence was not saved." />
				<WhatHappened title={title} failed={failed} />
				<WhatIsStopped title={title} />
				<WhatIsKept failed={failed} />
				<Section title="What to do now">
					<p>{faultWords(failed.fault.code).todo}</p>
					<p>
						Give the file to the rollup's operators and to people who watch it.
						You can ask on L1 for what is on the rollup, through its forced
						queue, as long as its contract does what it should.
					</p>
				</Section>
			</div>
		</Frame>
	);
};
