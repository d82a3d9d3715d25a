"""Records under ``licenses/`` and ``policy/`` as model objects, compiled into packs that load in milliseconds."""
