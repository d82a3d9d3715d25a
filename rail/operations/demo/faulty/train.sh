#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Petal working group of Example Org
# SPDX-License-Identifier: MIT
# Fine-tunes the adapters of Petal Chat (an example: it trains nothing).
