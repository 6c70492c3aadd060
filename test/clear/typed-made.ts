// Typed data to try descriptors with. The order of UniswapX is the registry's own case
// (registry/uniswap/tests/eip712-UniswapX-DutchOrder.tests.json, CC0-1.0), but for who may take the
// tokens: there it is a router, here a reactor.

export const uniswapOrder = {
	types: {
		EIP712Domain: [
			{
				name: "name",
				type: "string",
			},
			{
				name: "chainId",
				type: "uint256",
			},
			{
				name: "verifyingContract",
				type: "address",
			},
		],
		TokenPermissions: [
			{
				name: "token",
				type: "address",
			},
			{
				name: "amount",
				type: "uint256",
			},
		],
		DutchOutput: [
			{
				name: "token",
				type: "address",
			},
			{
				name: "startAmount",
				type: "uint256",
			},
			{
				name: "endAmount",
				type: "uint256",
			},
			{
				name: "recipient",
				type: "address",
			},
		],
		OrderInfo: [
			{
				name: "reactor",
				type: "address",
			},
			{
				name: "swapper",
				type: "address",
			},
			{
				name: "nonce",
				type: "uint256",
			},
			{
				name: "deadline",
				type: "uint256",
			},
			{
				name: "additionalValidationContract",
				type: "address",
			},
			{
				name: "additionalValidationData",
				type: "bytes",
			},
		],
		DutchOrder: [
			{
				name: "info",
				type: "OrderInfo",
			},
			{
				name: "decayStartTime",
				type: "uint256",
			},
			{
				name: "decayEndTime",
				type: "uint256",
			},
			{
				name: "inputToken",
				type: "address",
			},
			{
				name: "inputStartAmount",
				type: "uint256",
			},
			{
				name: "inputEndAmount",
				type: "uint256",
			},
			{
				name: "outputs",
				type: "DutchOutput[]",
			},
		],
		PermitWitnessTransferFrom: [
			{
				name: "permitted",
				type: "TokenPermissions",
			},
			{
				name: "spender",
				type: "address",
			},
			{
				name: "nonce",
				type: "uint256",
			},
			{
				name: "deadline",
				type: "uint256",
			},
			{
				name: "witness",
				type: "DutchOrder",
			},
		],
	},
	primaryType: "PermitWitnessTransferFrom",
	domain: {
		name: "Permit2",
		chainId: 1,
		verifyingContract: "0x000000000022D473030F116dDEE9F6B43aC78BA3",
	},
	message: {
		permitted: {
			token: "0xA0b86991c6218B36c1d19D4a2E9Eb0cE3606eB48",
			amount: "2500000000",
		},
		spender: "0x6000da47483062A0D734Ba3dc7576Ce6A0B645C4",
		nonce: "981273451122",
		deadline: "1777500000",
		witness: {
			info: {
				reactor: "0x6000da47483062A0D734Ba3dc7576Ce6A0B645C4",
				swapper: "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045",
				nonce: "772349105501",
				deadline: "1777456800",
				additionalValidationContract:
					"0xE592427A0AEce92De3Edee1F18E0157C05861564",
				additionalValidationData: "0x",
			},
			decayStartTime: "1774400400",
			decayEndTime: "1774418400",
			inputToken: "0xA0b86991c6218B36c1d19D4a2E9Eb0cE3606eB48",
			inputStartAmount: "2500000000",
			inputEndAmount: "2400000000",
			outputs: [
				{
					token: "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
					startAmount: "1000000000000000000",
					endAmount: "1050000000000000000",
					recipient: "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045",
				},
			],
		},
	},
};

export const oneInchOrder = {
	types: {
		EIP712Domain: [
			{
				name: "name",
				type: "string",
			},
			{
				name: "version",
				type: "string",
			},
			{
				name: "chainId",
				type: "uint256",
			},
			{
				name: "verifyingContract",
				type: "address",
			},
		],
		Order: [
			{
				name: "salt",
				type: "uint256",
			},
			{
				name: "maker",
				type: "address",
			},
			{
				name: "receiver",
				type: "address",
			},
			{
				name: "makerAsset",
				type: "address",
			},
			{
				name: "takerAsset",
				type: "address",
			},
			{
				name: "makingAmount",
				type: "uint256",
			},
			{
				name: "takingAmount",
				type: "uint256",
			},
			{
				name: "makerTraits",
				type: "uint256",
			},
		],
	},
	primaryType: "Order",
	domain: {
		name: "1inch Aggregation Router",
		version: "6",
		chainId: 1,
		verifyingContract: "0x111111125421ca6dc452d289314280a0f8842a65",
	},
	message: {
		salt: "102412815605188492728297784997818915205705878873010401762040598952855113412064",
		maker: "0xd8da6bf26964af9d7eed9e03e53415d37aa96045",
		receiver: "0xef1c6e67703c7bd7107eed8303fbe6ec2554bf6b",
		makerAsset: "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48",
		takerAsset: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
		makingAmount: "1000000",
		takingAmount: "500",
		makerTraits: "0",
	},
};
