// A proof that L1 accepted and this device refused: what happened, what is stopped, what is kept, and how to get it out.

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
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";

type FailedProof = NonNullable<ChainView["halt"]>;

const WhatHappened = ({
	title,
	failed: { fault },
}: {
	readonly title: string;
	readonly failed: FailedProof;
}) => (
	<Section title={say().places.whatHappened}>
		<p class="failed">{faultWords(fault.code).says}</p>
		<p>{say().places.l1HoldsARootOfAs(title)}</p>
		<FaultCode fault={fault} />
	</Section>
);

const WhatIsStopped = ({ title }: { readonly title: string }) => (
	<Section title={say().places.whatIsStopped}>
		<WarnLine>
			<span>{say().places.noOrderIsMadeOrSigned(title)}</span>
		</WarnLine>
		<p>{say().places.theLastBalanceThatWasRechecked}</p>
	</Section>
);

const WhatIsKept = ({ failed }: { readonly failed: FailedProof }) => (
	<Section title={say().places.whatIsKept}>
		<p>{say().places.theRootAsL1HoldsIt}</p>
		<Facts
			facts={[
				{ name: say().places.batch, value: groupDigits(failed.batch) },
				{
					name: say().places.batchHash,
					value: (
						<Hash value={failed.batchHash} what={say().places.batchHash2} />
					),
				},
				{
					name: say().places.rootOnL1,
					value: <Hash value={failed.root} what={say().places.root} />,
				},
				{
					name: say().places.found,
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
			<Frame title={say().places.nothingIsStopped} onBack={home}>
				<p class="lead">{say().places.noProofOfThisRollupHas}</p>
			</Frame>
		);
	const { halt: failed, title } = chain;
	const save = () =>
		saving.save("sextant-false-proof.json", () =>
			wallet.engine("halt.export", { chainId }),
		);
	return (
		<Frame
			title={say().places.aFalseProof}
			under={say().places.signingStoppedOn(title)}
			onBack={home}
			footer={
				<SaveOrDone
					words={say().places.exportTheEvidence}
					busy={saving.busy}
					onSave={save}
					onDone={home}
				/>
			}
		>
			<div class="read refusal" role="alert">
				<FaultNote
					fault={saving.fault}
					title={say().places.theEvidenceWasNotSaved}
				/>
				<WhatHappened title={title} failed={failed} />
				<WhatIsStopped title={title} />
				<WhatIsKept failed={failed} />
				<Section title={say().places.whatToDoNow}>
					<p>{faultWords(failed.fault.code).todo}</p>
					<p>{say().places.giveTheFileToTheRollups}</p>
				</Section>
			</div>
		</Frame>
	);
};
