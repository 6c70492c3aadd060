// The address, whole, in groups that can be compared, and copied whole.

import { chunks } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import { Chunks, Copy, Section } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { Qr } from "../parts/qr.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { DoneHome } from "./done.tsx";

export const Receive = () => {
	const { view } = useShared();
	const address = view.account === null ? null : checksummed(view.account);
	return (
		<Frame
			title={say().places.receive}
			onBack={() => go("home")}
			footer={<DoneHome />}
		>
			<div class="read">
				{address === null ? (
					<p class="lead">{say().places.thereIsNoAccountYet}</p>
				) : (
					<>
						<p class="lead">{say().places.giveThisAddressToWhoeverPays}</p>
						<div class="card address">
							<Chunks groups={["0x", ...chunks(address)]} />
							<div class="address-copy">
								<span>{say().places.copyTheWholeAddress}</span>
								<Copy value={address} what={say().places.address} />
							</div>
						</div>
						<Qr text={address} label={say().qr.address} />
						<Section title={say().places.whereYouWillSeeIt}>
							<ul class="plain">
								{view.chains.map((chain) => (
									<li key={chain.chainId}>
										<b>{chain.title}</b>,{" "}
										{chain.kind === "l1"
											? say().places.provedAFewSlotsAfterIt
											: chain.sends && chain.likeEthereum !== true
												? say().places.provedWhenTheValidityProofOf
												: say().places.provedWhenARootThatHolds}
									</li>
								))}
							</ul>
							<p class="small">{say().places.theAddressIsTheSameOn}</p>
						</Section>
					</>
				)}
			</div>
		</Frame>
	);
};
