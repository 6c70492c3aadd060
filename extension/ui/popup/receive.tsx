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
		<Frame title="Receive" onBack={() => go("home")} footer={<DoneHome />}>
			<div class="read">
				{address === null ? (
					<p class="lead">There is no account yet.</p>
				) : (
					<>
						<p class="lead">Give this address to whoever pays you.</p>
						<div class="card address">
							<Chunks groups={["0x", ...chunks(address)]} />
							<div class="address-copy">
								<span>Copy the whole address</span>
								<Copy value={address} what="address" />
							</div>
						</div>
						<Qr text={address} label={say().qr.address} />
						<Section title="Where you will see it">
							<ul class="plain">
								{view.chains.map((chain) => (
									<li key={chain.chainId}>
										<b>{chain.title}</b>,{" "}
										{chain.kind === "l1"
											? "proved a few slots after it arrives, final some minutes later"
											: chain.sends
												? "proved when the validity proof of a root that holds it was checked again here"
												: "proved when a root that holds it stands on L1"}
									</li>
								))}
							</ul>
							<p class="small">
								The address is the same on every chain. Anything sent to it on a
								chain that is not listed cannot be seen here.
							</p>
						</Section>
					</>
				)}
			</div>
		</Frame>
	);
};
