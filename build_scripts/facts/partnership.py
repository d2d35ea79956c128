"""Facts and checks on OpenAI, Microsoft and Kyutai, and the AI machines beside the list."""
