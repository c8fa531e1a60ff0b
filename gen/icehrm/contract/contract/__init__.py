"""The contract kit: holds a server against the OpenAPI document beside this folder.

`python -m contract --target URL` in the kit's folder; see README.md.
"""
