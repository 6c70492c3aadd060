// Which chain: a choice where there is more than one.

import type { ChainView } from "../../../src/protocol/views.ts";

export const ChainChoice = ({
	legend,
	chains,
	chosen,
	disabled = false,
	onChoose,
}: {
	readonly legend: string;
	readonly chains: readonly ChainView[];
	readonly chosen: ChainView;
	readonly disabled?: boolean;
	readonly onChoose: (chainId: number) => void;
}) =>
	chains.length < 2 ? null : (
		<fieldset class="choice flat">
			<legend>{legend}</legend>
			{chains.map(({ chainId, title }) => (
				<label key={chainId}>
					<input
						type="radio"
						name="chain"
						checked={chainId === chosen.chainId}
						disabled={disabled}
						onChange={() => onChoose(chainId)}
					/>
					<span>{title}</span>
				</label>
			))}
		</fieldset>
	);
