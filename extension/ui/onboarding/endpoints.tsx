// Step 2: who is asked. Chosen before the first request leaves the device.

import { Button } from "../parts/basic.tsx";
import { Endpoints, missingEndpoints } from "../parts/endpoints.tsx";
import { useShared } from "../wallet.tsx";

export const EndpointStep = ({ onNext }: { readonly onNext: () => void }) => {
	const { view } = useShared();
	const missing = missingEndpoints(view);
	return (
		<>
			<p class="lead">
				Choose who is asked. No endpoint decides anything: it serves bytes, and
				this device checks them. It does learn which accounts you look at.
			</p>
			<p class="small">
				It is best to have several, run by different people. If one lies, it is
				named and passed over. The browser asks you about each.
			</p>
			<Endpoints />
			<div class="buttons next">
				<ul class="plain mute" aria-live="polite">
					{missing.map((sentence) => (
						<li key={sentence}>{sentence}</li>
					))}
				</ul>
				<Button main disabled={missing.length > 0} onClick={onNext}>
					These and no others
				</Button>
			</div>
		</>
	);
};
