// A proof that L1 accepted and this device refused: what happened, what is stopped, what is kept, and how to get it out.

import { groupDigits } from "../../../src/base/units.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { saveFile } from "../host.ts";
import { Age } from "../parts/amount.tsx";
import { Button, Facts, Hash, Section } from "../parts/basic.tsx";
import { FaultCode, FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";

export const ProofFailure = ({ chainId }: { readonly chainId: number }) => {
	const { wallet, view } = useShared();
	const saving = useWork();
	const chain = view.chains.find((one) => one.chainId === chainId);
	const home = () => go("home");
	if (chain === undefined || chain.halt === null)
		return (
			<Frame title="Nothing is stopped" onBack={home}>
				<p class="lead">No proof of this rollup has failed here.</p>
			</Frame>
		);
	const { halt: proofFailure, title } = chain;
	return (
		<Frame
			title="A false proof"
			under={`signing stopped on ${title}`}
			onBack={home}
			footer={
				<>
					<Button
						busy={saving.busy}
						onClick={() => {
							void saving.run(async () => {
								const { file } = await wallet.engine("halt.export", {
									chainId,
								});
								saveFile("sextant-false-proof.json", file);
							});
						}}
					>
						Export the evidence
					</Button>
					<Button main onClick={home}>
						Done
					</Button>
				</>
			}
		>
			<div class="read refusal" role="alert">
				<FaultNote fault={saving.fault} title="The evidence was not saved." />
				<Section title="What happened">
					<p class="failed">{faultWords(proofFailure.fault.code).says}</p>
					<p>
						L1 holds a root of {title} as proven. The proof that was accepted
						for it does not hold when it is checked again on this device. So
						nothing shows that this root follows from the one before it,
						whatever L1 says.
					</p>
					<FaultCode fault={proofFailure.fault} />
				</Section>
				<Section title="What is stopped">
					<p class="warn-line">
						<Icon name="stop" size={15} />
						<span>
							No order is made or signed on {title} any more. Orders on other
							chains go on. What was signed before stays signed.
						</span>
					</p>
					<p>
						The last balance that was rechecked stays on the first screen with
						its age until the wallet is started anew, and is in no sum. Later
						numbers are not shown.
					</p>
				</Section>
				<Section title="What is kept">
					<p>
						The root as L1 holds it, with its proof from the committee down, and
						the validity proof that failed. Anyone can check the file offline.
						Nothing in it tells your accounts.
					</p>
					<Facts
						facts={[
							{ name: "Batch", value: groupDigits(proofFailure.batch) },
							{
								name: "Batch hash",
								value: (
									<Hash value={proofFailure.batchHash} what="batch hash" />
								),
							},
							{
								name: "Root on L1",
								value: <Hash value={proofFailure.root} what="root" />,
							},
							{
								name: "Found",
								value: <Age asOfS={Math.floor(proofFailure.foundMs / 1000)} />,
							},
						]}
					/>
				</Section>
				<Section title="What to do now">
					<p>{faultWords(proofFailure.fault.code).todo}</p>
					<p>
						Give the file to the rollup's operators and to people who watch it.
						What is on the rollup can be asked for on L1, by its forced queue,
						as long as its contract does what it should.
					</p>
				</Section>
			</div>
		</Frame>
	);
};
